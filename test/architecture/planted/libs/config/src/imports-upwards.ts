// breaks: config-imports-only-downwards
import '@app/gateway';
