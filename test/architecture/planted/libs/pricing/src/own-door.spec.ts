// breaks: not-own-front-door
import '@app/pricing';
