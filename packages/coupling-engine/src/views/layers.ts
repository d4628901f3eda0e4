export { layerOf } from '../findings/layers';
