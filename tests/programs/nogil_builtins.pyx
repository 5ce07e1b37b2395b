"""Builtins on C values without the GIL, parts of complex numbers, arrays in structs, slices of pointers.

>>> extremes(2, 2.5), extremes(7, -1.0)
((2.5, 2.0), (7.0, -1.0))
>>> three(3, 1, 2), three(1, 2, 3)
((3, 1), (3, 1))
>>> clipped(-2.5), clipped(0.5), clipped(7)
(0.0, 0.5, 1.0)
>>> parts(3 + 4j)
(3.0, 4.0, (3-4j), 5.0)
>>> set_parts()
(1+2j)
>>> thread()
0
>>> struct_of_array() == {'c': [1, 2, 3], 'd': 4}
True
>>> pass_struct()
(6, 4)
>>> pointers()
(2, True, 3)
>>> length(b"abc")
3
>>> slice_store([1, 2, 3, 4])
[1, 'a', 'b', 'c', 4]
>>> chain_or(299), chain_or(-1)
(True, False)
>>> long_or("x"), long_or(0)
('x', 'end')
"""
from cython.parallel cimport threadid


def extremes(int i, double d):
    cdef double high, low
    with nogil:
        high = max(i, d)
        low = min(i, d)
    return high, low


def three(int a, int b, int c):
    cdef int high, low
    with nogil:
        high = max(a, b, c)
        low = min(a, b, c)
    return high, low


def clipped(double x):
    with nogil:
        x = min(max(x, 0), 1)
    return x


def parts(double complex z):
    cdef double re, im, size
    cdef double complex c
    with nogil:
        re = z.real
        im = z.imag
        c = z.conjugate()
        size = abs(z)
    return re, im, c, size


def set_parts():
    cdef double complex z = 0
    z.real = 1
    z.imag = 2
    return z


def thread():
    cdef int n
    with nogil:
        n = threadid()
    return n


cdef struct Holder:
    int c[3]
    int d


cdef int added(Holder h) noexcept nogil:
    return h.c[0] + h.c[1] + h.c[2]


def struct_of_array():
    cdef Holder h
    h.c = [1, 2, 3]
    h.d = 4
    return h


def pass_struct():
    cdef Holder h = Holder([1, 2, 3], 4)
    return added(h), h.d


def pointers():
    cdef int[4] items = [1, 2, 0, 4]
    cdef int *p = items
    return p[0:3][1], any(p[0:2]), len(p[1:4])


def length(const char *text):
    cdef Py_ssize_t n
    with nogil:
        n = len(text)
    return n


def slice_store(list x):
    x[1:3] = 'abc'
    return x


def chain_or(x):
    return bool(x == 0 or x == 1 or x == 2 or x == 3 or x == 4 or x == 5 or x == 6 or x == 7 or x == 8 or x == 9 or
                x == 10 or x == 11 or x == 12 or x == 13 or x == 14 or x == 15 or x == 16 or x == 17 or x == 18 or x == 19 or
                x == 20 or x == 21 or x == 22 or x == 23 or x == 24 or x == 25 or x == 26 or x == 27 or x == 28 or x == 29 or
                x == 30 or x == 31 or x == 32 or x == 33 or x == 34 or x == 35 or x == 36 or x == 37 or x == 38 or x == 39 or
                x == 40 or x == 41 or x == 42 or x == 43 or x == 44 or x == 45 or x == 46 or x == 47 or x == 48 or x == 49 or
                x == 50 or x == 51 or x == 52 or x == 53 or x == 54 or x == 55 or x == 56 or x == 57 or x == 58 or x == 59 or
                x == 60 or x == 61 or x == 62 or x == 63 or x == 64 or x == 65 or x == 66 or x == 67 or x == 68 or x == 69 or
                x == 70 or x == 71 or x == 72 or x == 73 or x == 74 or x == 75 or x == 76 or x == 77 or x == 78 or x == 79 or
                x == 80 or x == 81 or x == 82 or x == 83 or x == 84 or x == 85 or x == 86 or x == 87 or x == 88 or x == 89 or
                x == 90 or x == 91 or x == 92 or x == 93 or x == 94 or x == 95 or x == 96 or x == 97 or x == 98 or x == 99 or
                x == 100 or x == 101 or x == 102 or x == 103 or x == 104 or x == 105 or x == 106 or x == 107 or x == 108 or x == 109 or
                x == 110 or x == 111 or x == 112 or x == 113 or x == 114 or x == 115 or x == 116 or x == 117 or x == 118 or x == 119 or
                x == 120 or x == 121 or x == 122 or x == 123 or x == 124 or x == 125 or x == 126 or x == 127 or x == 128 or x == 129 or
                x == 130 or x == 131 or x == 132 or x == 133 or x == 134 or x == 135 or x == 136 or x == 137 or x == 138 or x == 139 or
                x == 140 or x == 141 or x == 142 or x == 143 or x == 144 or x == 145 or x == 146 or x == 147 or x == 148 or x == 149 or
                x == 150 or x == 151 or x == 152 or x == 153 or x == 154 or x == 155 or x == 156 or x == 157 or x == 158 or x == 159 or
                x == 160 or x == 161 or x == 162 or x == 163 or x == 164 or x == 165 or x == 166 or x == 167 or x == 168 or x == 169 or
                x == 170 or x == 171 or x == 172 or x == 173 or x == 174 or x == 175 or x == 176 or x == 177 or x == 178 or x == 179 or
                x == 180 or x == 181 or x == 182 or x == 183 or x == 184 or x == 185 or x == 186 or x == 187 or x == 188 or x == 189 or
                x == 190 or x == 191 or x == 192 or x == 193 or x == 194 or x == 195 or x == 196 or x == 197 or x == 198 or x == 199 or
                x == 200 or x == 201 or x == 202 or x == 203 or x == 204 or x == 205 or x == 206 or x == 207 or x == 208 or x == 209 or
                x == 210 or x == 211 or x == 212 or x == 213 or x == 214 or x == 215 or x == 216 or x == 217 or x == 218 or x == 219 or
                x == 220 or x == 221 or x == 222 or x == 223 or x == 224 or x == 225 or x == 226 or x == 227 or x == 228 or x == 229 or
                x == 230 or x == 231 or x == 232 or x == 233 or x == 234 or x == 235 or x == 236 or x == 237 or x == 238 or x == 239 or
                x == 240 or x == 241 or x == 242 or x == 243 or x == 244 or x == 245 or x == 246 or x == 247 or x == 248 or x == 249 or
                x == 250 or x == 251 or x == 252 or x == 253 or x == 254 or x == 255 or x == 256 or x == 257 or x == 258 or x == 259 or
                x == 260 or x == 261 or x == 262 or x == 263 or x == 264 or x == 265 or x == 266 or x == 267 or x == 268 or x == 269 or
                x == 270 or x == 271 or x == 272 or x == 273 or x == 274 or x == 275 or x == 276 or x == 277 or x == 278 or x == 279 or
                x == 280 or x == 281 or x == 282 or x == 283 or x == 284 or x == 285 or x == 286 or x == 287 or x == 288 or x == 289 or
                x == 290 or x == 291 or x == 292 or x == 293 or x == 294 or x == 295 or x == 296 or x == 297 or x == 298 or x == 299)


def long_or(x):
    return x or None or 0 or '' or () or [] or x or {} or 0.0 or None or 0 or '' or () or [] or x or {} or 0.0 or None or 0 or '' or () or [] or x or {} or 0.0 or None or 0 or '' or () or [] or x or {} or 0.0 or 'end'
