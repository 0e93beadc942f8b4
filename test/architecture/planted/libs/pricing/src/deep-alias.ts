// breaks: resolvable
import '@app/catalog/inner';
