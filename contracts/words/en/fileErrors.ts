/** What a file is refused with, as screens say it. */
export const fileErrors = {
  file_not_found: {
    title: 'This file is not there any more',
    kept: 'Everything else is as it was.',
    next: 'Choose the file again.',
  },
  file_type_refused: {
    title: 'We do not take this kind of file here',
    kept: 'The file was not kept.',
    next: 'Pictures: JPEG, PNG or WebP. Documents: PDF, JPEG or PNG.',
  },
  file_too_large: {
    title: 'The file is too large',
    kept: 'The file was not kept.',
    next: 'Pictures may have 5 MB, documents 10 MB.',
  },
  file_incomplete: {
    title: 'The file did not arrive whole',
    kept: 'What arrived was not kept.',
    next: 'Send it again.',
  },
  file_damaged: {
    title: 'The file cannot be opened',
    kept: 'The file was not kept.',
    next: 'Open it on your device, save it again, and send the new copy.',
  },
  file_infected: {
    title: 'The virus check found something',
    kept: 'The file was not kept, and nobody has seen it.',
    next: 'Check your device, and send a clean copy.',
  },
  file_not_scanned: {
    title: 'The virus check is away',
    kept: 'Your file waits for a day; nobody has seen it.',
    next: 'Try again in a few minutes.',
  },
  file_not_uploaded: {
    title: 'The file has not arrived yet',
    kept: 'Nothing was changed.',
    next: 'Send it again.',
  },
  file_limit_reached: {
    title: 'Too many files are waiting to be used',
    kept: 'Those that wait stay for a day.',
    next: 'Use or discard some of them.',
  },
  image_too_small: {
    title: 'The picture is too small',
    kept: 'The picture was not kept.',
    next: 'Choose one of at least 150 × 150 pixels.',
  },
  image_too_large: {
    title: 'The picture has too many pixels',
    kept: 'The picture was not kept.',
    next: 'Make it smaller; 50 megapixels is the most we take.',
  },
  file_link_invalid: {
    title: 'This link no longer works',
    kept: 'The file is where it was.',
    next: 'Go back to the page that showed it and open it from there.',
  },
} as const;
