// breaks: providers-imports-only-downwards
import '@app/gateway';
