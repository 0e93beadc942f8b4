import './imports-upwards';
import './hen';
import './egg';
