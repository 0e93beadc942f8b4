// breaks: front-door-or-testing
import '../../catalog/src/inner';
