import './imports-upwards';
import './imports-a-sibling';
import './uses-express';
