// breaks: adapters-are-private
import '../adapters/beta/quirk';
