// breaks: front-door-by-alias
import '../../catalog/src';
