// breaks: adapters-are-private, providers-listed-once
import '../adapters/alpha/alpha.provider';
