import '../../apps/gateway/src/leaf';
