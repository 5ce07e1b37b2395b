/* Runs one command and writes what it took: `launch FILE COMMAND...` writes
 * "wall_seconds user_seconds system_seconds peak_kilobytes status" to FILE.
 *
 * A program of its own, because Linux hands a process's peak memory on to what it executes: measured from a Python
 * script, nothing could ever look smaller than Python. Children that the command waited for are included in the times;
 * the peak is that of the largest single process. */
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int argc, char **argv) {
    struct timespec start, end;
    struct rusage usage;
    pid_t child;
    int status;
    FILE *out;

    if (argc < 3) return 2;
    clock_gettime(CLOCK_MONOTONIC, &start);
    if (posix_spawnp(&child, argv[2], NULL, NULL, argv + 2, environ)) return 127;
    if (wait4(child, &status, 0, &usage) < 0) return 126;
    clock_gettime(CLOCK_MONOTONIC, &end);
    out = fopen(argv[1], "w");
    if (!out) return 125;
    fprintf(out, "%.6f %.6f %.6f %ld %d\n",
            (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9,
            seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss, status);
    return fclose(out) ? 124 : 0;
}
