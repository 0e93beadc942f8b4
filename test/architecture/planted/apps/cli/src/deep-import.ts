// breaks: front-door-only
import '../../../libs/catalog/src/inner';
