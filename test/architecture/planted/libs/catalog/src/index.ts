import './imports-upwards';
import './inner';
