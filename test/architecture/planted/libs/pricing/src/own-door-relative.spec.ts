// breaks: not-own-front-door
import './index';
