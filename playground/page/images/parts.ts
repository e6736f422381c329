/** What the page loads with the first picture. */
export { ImageNetwork } from './image-network.tsx';
export { ImageResult } from './image-result.tsx';
