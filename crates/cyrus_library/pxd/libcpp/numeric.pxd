# <numeric>: [numeric.ops]. https://en.cppreference.com/w/cpp/header/numeric

cdef extern from "<numeric>" namespace "std" nogil:
    # Sums and products.
    T accumulate[In, T](In, In, T), accumulate[In, T, Op](In, In, T, Op)
    T inner_product[In1, In2, T](In1, In1, In2, T), inner_product[In1, In2, T, Op1, Op2](In1, In1, In2, T, Op1, Op2)
    T reduce[In, T](In, In, T), reduce[In, T, Op](In, In, T, Op)
    T reduce[Policy, It, T, Op](Policy &&, It, It, T, Op), transform_reduce[In1, In2, T](In1, In1, In2, T)
    T transform_reduce[In, T, Op, Fn](In, In, T, Op, Fn)
    T transform_reduce[In1, In2, T, Op, Op2](In1, In1, In2, T, Op, Op2)
    T transform_reduce[Policy, It1, It2, T, Op, Op2](Policy &&, It1, It1, It2, T, Op, Op2)

    # Running sums.
    void adjacent_difference[In, Out](In, In, Out), adjacent_difference[In, Out, Op](In, In, Out, Op)
    Out exclusive_scan[In, Out, T](In, In, Out, T), exclusive_scan[In, Out, T, Op](In, In, Out, T, Op)
    It2 exclusive_scan[Policy, It1, It2, T, Op](Policy &&, It1, It1, It2, T, Op)
    Out inclusive_scan[In, Out](In, In, Out), inclusive_scan[In, Out, Op](In, In, Out, Op)
    Out inclusive_scan[In, Out, Op, T](In, In, Out, Op, T)
    void partial_sum[In, Out](In, In, Out), partial_sum[In, Out, Op](In, In, Out, Op)
    Out transform_exclusive_scan[In, Out, T, Op, Fn](In, In, Out, T, Op, Fn)
    It2 transform_exclusive_scan[Policy, It1, It2, T, Op, Fn](Policy &&, It1, It1, It2, T, Op, Fn)
    Out transform_inclusive_scan[In, Out, Op, Fn](In, In, Out, Op, Fn)
    Out transform_inclusive_scan[In, Out, Op, Fn, T](In, In, Out, Op, Fn, T)
    It2 transform_inclusive_scan[Policy, It1, It2, Op, Fn, T](Policy &&, It1, It1, It2, Op, Fn, T)

    # Numbers.
    T gcd[T](T, T)
    void iota[It, T](It, It, T)
    T lcm[T](T, T), midpoint[T](T, T) except +
