// breaks: common-imports-only-downwards
import '@app/gateway';
