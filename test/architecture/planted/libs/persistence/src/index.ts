import './imports-upwards';
import './allowed';
