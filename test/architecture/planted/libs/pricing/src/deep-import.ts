// breaks: front-door-only
import '../../catalog/src/inner';
