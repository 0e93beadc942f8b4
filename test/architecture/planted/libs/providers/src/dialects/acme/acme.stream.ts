// breaks: adapters-are-private, dialects-are-pure
import '../../adapters/beta/quirk';
