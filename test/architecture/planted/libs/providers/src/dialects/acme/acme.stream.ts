// breaks: dialects-are-pure
import '../../adapters/beta/quirk';
