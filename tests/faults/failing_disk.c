/* A disk that fails: stands before the C library and lets the writes to a project fail from the k-th on.
 *
 * Built and loaded by failing_disk.py. Only files with ".muniment" in their names are concerned. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long left = -1;
static long lasting = 1;
static int with = 0;
static long met = 0;

/* Let the k-th write from now fail with an error, and `many` in all; k below 0 mends the disk. */
long failing_disk(long k, int error, long many) { left = k; with = error; lasting = many; met = 0; return k; }

/* Tell how many writes there were since the last call of failing_disk. */
long failing_disk_met(void) { return met; }

static int fails(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!strstr(path, ".muniment")) return 0;
    met++;
    if (left < 0) return 0;
    if (left > 1) { left--; return 0; }
    if (lasting <= 0) return 0;
    lasting--;
    errno = with;
    return 1;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name);

ssize_t write(int fd, const void *data, size_t n) {
    REAL(ssize_t, write, int, const void *, size_t)
    return fails(fd) ? -1 : real(fd, data, n);
}
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t)
    return fails(fd) ? -1 : real(fd, data, n, at);
}
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)
    return fails(fd) ? -1 : real(fd, data, n, at);
}
int fsync(int fd) {
    REAL(int, fsync, int)
    return fails(fd) ? -1 : real(fd);
}
int fdatasync(int fd) {
    REAL(int, fdatasync, int)
    return fails(fd) ? -1 : real(fd);
}
int ftruncate(int fd, off_t n) {
    REAL(int, ftruncate, int, off_t)
    return fails(fd) ? -1 : real(fd, n);
}
int ftruncate64(int fd, off64_t n) {
    REAL(int, ftruncate64, int, off64_t)
    return fails(fd) ? -1 : real(fd, n);
}
