// breaks: pricing-imports-only-downwards
import '@app/gateway';
