export { Picture } from './Picture';
export { pictureWords } from './pictureWords';
