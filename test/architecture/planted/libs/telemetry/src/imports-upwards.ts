// breaks: telemetry-imports-only-downwards
import '@app/gateway';
