import './imports-upwards';
import './uses-a-builtin';
import './uses-a-package';
import './uses-a-type';
