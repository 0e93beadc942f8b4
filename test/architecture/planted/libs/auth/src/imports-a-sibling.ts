// breaks: auth-imports-only-downwards
import '@app/pricing';
