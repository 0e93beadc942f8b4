import './imports-an-app';
