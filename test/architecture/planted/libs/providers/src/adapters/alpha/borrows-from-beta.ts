// breaks: adapters-are-strangers
import '../beta/quirk';
