// breaks: persistence-imports-only-downwards
import '@app/gateway';
