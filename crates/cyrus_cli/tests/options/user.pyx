cimport own
from own cimport BLUE, Point, Shape, Square, add, colour, doubled, from_include, make, name as name_of

cdef class Mine(Shape):
    cdef double area(self, double k=2) except -1:
        return 1000

def go():
    cdef Shape s = Square(16)
    cdef Point p = make(2.5)
    own.count += 13
    own.box.append(2)
    print(s.area(), s.area(3), s.twice(), Shape.next(3), add(1), add(1, 1), p.x, p.n)
    print(from_include(2), doubled(4), colour() == BLUE, name_of(s), Mine().area(), s.one)
