// breaks: catalog-imports-only-downwards
import '@app/gateway';
