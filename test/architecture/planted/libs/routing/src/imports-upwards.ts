// breaks: routing-imports-only-downwards
import '@app/gateway';
