// breaks: no-dead-files
import '@app/catalog';
