// breaks: opossum-only-in-resilience
import 'opossum';
