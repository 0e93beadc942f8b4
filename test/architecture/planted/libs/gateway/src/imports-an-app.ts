// breaks: gateway-imports-only-downwards
import '../../../apps/gateway/src/leaf';
