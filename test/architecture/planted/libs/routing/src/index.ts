import './imports-upwards';
