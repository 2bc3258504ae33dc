"""Page images: what they are, and their pixels as plain buffers.

The only room with Pillow. It refuses to know what is written on a page, where a project keeps its images and who shows
them: it hands out sizes, digests and bytes, never an image object of any library. It never writes to an archive's scan.
"""
