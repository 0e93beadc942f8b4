// breaks: limits-imports-only-downwards
import '@app/gateway';
