/** Kinds of pictures of which a thumbnail can be made here. */
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/tiff']

/** Whether a thumbnail can be made of the bytes themselves. */
export const isPicture = (mime: string): boolean => pictures.includes(mime)
