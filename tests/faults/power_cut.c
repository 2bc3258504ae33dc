/* A disk that remembers: writes down every write, truncation, sync and removal that concerns a project, in order.
 *
 * Built and loaded by power_cut.py. Only files with ".muniment" in their names, and folders, are concerned. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int book = -1;
static ssize_t (*put)(int, const void *, size_t);

/* Begin to write down, into this file; without a name, stop. */
long power_begin(const char *name) {
    put = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (book >= 0) close(book);
    book = name ? open(name, O_CREAT | O_TRUNC | O_WRONLY, 0600) : -1;
    return book;
}

static void note(char what, const char *path, long at, long size, const void *data) {
    char head[4300];
    int n = snprintf(head, sizeof head, "%c %ld %ld %s\n", what, at, size, path);
    put(book, head, n);
    if (data && size > 0) put(book, data, size);
}

/* Note that an edit was acknowledged. */
long power_acknowledged(long number) {
    if (book >= 0) note('A', "-", number, 0, NULL);
    return number;
}

static const char *path_of(int fd) {
    static __thread char path[4096];
    char link[64];
    if (book < 0 || fd == book) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return NULL;
    path[length] = 0;
    return path;
}

static const char *ours(int fd) {
    const char *path = path_of(fd);
    return path && strstr(path, ".muniment") ? path : NULL;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name);

ssize_t write(int fd, const void *data, size_t n) {
    REAL(ssize_t, write, int, const void *, size_t)
    const char *path = ours(fd);
    long at = path ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = real(fd, data, n);
    if (path && done > 0) note('W', path, at, done, data);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t)
    ssize_t done = real(fd, data, n, at);
    const char *path = ours(fd);
    if (path && done > 0) note('W', path, at, done, data);
    return done;
}
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)
    ssize_t done = real(fd, data, n, at);
    const char *path = ours(fd);
    if (path && done > 0) note('W', path, at, done, data);
    return done;
}
static void synced(int fd) {
    const char *path = path_of(fd);
    if (path) note(strstr(path, ".muniment") ? 'S' : 'D', path, 0, 0, NULL);
}
int fsync(int fd) {
    REAL(int, fsync, int)
    int done = real(fd);
    if (!done) synced(fd);
    return done;
}
int fdatasync(int fd) {
    REAL(int, fdatasync, int)
    int done = real(fd);
    if (!done) synced(fd);
    return done;
}
int ftruncate(int fd, off_t n) {
    REAL(int, ftruncate, int, off_t)
    int done = real(fd, n);
    const char *path = ours(fd);
    if (path && !done) note('T', path, n, 0, NULL);
    return done;
}
int ftruncate64(int fd, off64_t n) {
    REAL(int, ftruncate64, int, off64_t)
    int done = real(fd, n);
    const char *path = ours(fd);
    if (path && !done) note('T', path, n, 0, NULL);
    return done;
}
int unlink(const char *name) {
    REAL(int, unlink, const char *)
    char path[PATH_MAX];
    int known = book >= 0 && strstr(name, ".muniment") && realpath(name, path);
    int done = real(name);
    if (known && !done) note('U', path, 0, 0, NULL);
    return done;
}
