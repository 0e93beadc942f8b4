// breaks: contracts-imports-only-downwards
import '@app/gateway';
