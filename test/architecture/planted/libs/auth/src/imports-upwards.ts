// breaks: auth-imports-only-downwards
import '@app/gateway';
