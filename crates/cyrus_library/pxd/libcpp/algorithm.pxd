# <algorithm>: [algorithms]. https://en.cppreference.com/w/cpp/header/algorithm
# An algorithm that takes an execution policy as its first argument needs <execution> (and, with libstdc++, TBB).

from libcpp cimport bool
from libcpp.utility cimport pair

cdef extern from "<algorithm>" namespace "std" nogil:
    # Non-modifying sequence operations ([alg.nonmodifying]).
    It adjacent_find[It](It, It) except +, adjacent_find[Policy, It](Policy &&, It, It) except +
    It adjacent_find[It, Eq](It, It, Eq) except +, adjacent_find[Policy, It, Eq](Policy &&, It, It, Eq) except +
    bool all_of[It, Pred](It, It, Pred) except +, all_of[Policy, It, Pred](Policy &&, It, It, Pred) except +
    bool any_of[It, Pred](It, It, Pred) except +, any_of[Policy, It, Pred](Policy &&, It, It, Pred) except +
    ptrdiff_t count[It, T](It, It, const T &) except +, count[Policy, It, T](Policy &&, It, It, const T &) except +
    ptrdiff_t count_if[It, Pred](It, It, Pred) except +
    ptrdiff_t count_if[Policy, It, Pred](Policy &&, It, It, Pred) except +
    bool equal[In1, In2](In1, In1, In2) except +, equal[In1, In2, Eq](In1, In1, In2, Eq) except +
    bool equal[In1, In2, Eq](In1, In1, In2, In2, Eq) except +
    It find[It, T](It, It, const T &) except +, find[Policy, It, T](Policy &&, It, It, const T &) except +
    It1 find_end[It1, It2](It1, It1, It2, It2) except +
    It1 find_end[Policy, It1, It2](Policy &&, It1, It1, It2, It2) except +
    It1 find_end[It1, It2, Eq](It1, It1, It2, It2, Eq) except +
    It1 find_end[Policy, It1, It2, Eq](Policy &&, It1, It1, It2, It2, Eq) except +
    It1 find_first_of[It1, It2](It1, It1, It2, It2) except +
    It1 find_first_of[Policy, It1, It2](Policy &&, It1, It1, It2, It2) except +
    It1 find_first_of[It1, It2, Eq](It1, It1, It2, It2, Eq) except +
    It1 find_first_of[Policy, It1, It2, Eq](Policy &&, It1, It1, It2, It2, Eq) except +
    It find_if[It, Pred](It, It, Pred) except +, find_if[Policy, It, Pred](Policy &&, It, It, Pred) except +
    It find_if_not[It, Pred](It, It, Pred) except +, find_if_not[Policy, It, Pred](Policy &&, It, It, Pred) except +
    void for_each[It, Fn](It, It, Fn) except +, for_each[Policy, It, Fn](Policy &&, It, It, Fn) except +
    It for_each_n[It, Size, Fn](It, Size, Fn) except +
    bool is_permutation[It1, It2](It1, It1, It2) except +, is_permutation[It1, It2, Eq](It1, It1, It2, Eq) except +
    bool is_permutation[It1, It2, Eq](It1, It1, It2, It2, Eq) except +
    pair[It1, It2] mismatch[It1, It2](It1, It1, It2) except +
    pair[It1, It2] mismatch[Policy, It1, It2](Policy &&, It1, It1, It2) except +
    bool none_of[It, Pred](It, It, Pred) except +, none_of[Policy, It, Pred](Policy &&, It, It, Pred) except +
    It1 search[It1, It2](It1, It1, It2, It2) except +
    It1 search[Policy, It1, It2](Policy &&, It1, It1, It2, It2) except +
    It1 search[It1, It2, Eq](It1, It1, It2, It2, Eq) except +
    It1 search[Policy, It1, It2, Eq](Policy &&, It1, It1, It2, It2, Eq) except +
    It search_n[It, Size, T](It, It, Size, const T &) except +
    It search_n[Policy, It, Size, T](Policy &&, It, It, Size, const T &) except +
    It search_n[It, Size, T, Eq](It, It, Size, const T &, Eq) except +
    It search_n[Policy, It, Size, T, Eq](Policy &&, It, It, Size, const T &, Eq) except +

    # Modifying sequence operations ([alg.modifying.operations]).
    Out copy[In, Out](In, In, Out) except +, copy[Policy, In, Out](Policy &&, In, In, Out) except +
    It2 copy_backward[It1, It2](It1, It1, It2) except +
    It2 copy_backward[Policy, It1, It2](Policy &&, It1, It1, It2) except +
    Out copy_if[In, Out, Pred](In, In, Out, Pred) except +
    Out copy_if[Policy, In, Out, Pred](Policy &&, In, In, Out, Pred) except +
    Out copy_n[In, Size, Out](In, Size, Out) except +
    Out copy_n[Policy, In, Size, Out](Policy &&, In, Size, Out) except +
    void fill[It, T](It, It, const T &) except +, fill[Policy, It, T](Policy &&, It, It, const T &) except +
    It fill_n[It, Size, T](It, Size, const T &) except +
    It fill_n[Policy, It, Size, T](Policy &&, It, Size, const T &) except +
    void generate[It, Gen](It, It, Gen) except +, generate[Policy, It, Gen](Policy &&, It, It, Gen) except +
    void generate_n[It, Size, Gen](It, Size, Gen) except +
    void generate_n[Policy, It, Size, Gen](Policy &&, It, Size, Gen) except +, iter_swap[It](It, It) except +
    Out move[In, Out](In, In, Out) except +, move[Policy, In, Out](Policy &&, In, In, Out) except +
    It2 move_backward[It1, It2](It1, It1, It2) except +
    It2 move_backward[Policy, It1, It2](Policy &&, It1, It1, It2) except +
    It remove[It, T](It, It, const T &) except +, remove[Policy, It, T](Policy &&, It, It, const T &) except +
    Out remove_copy[In, Out, T](In, In, Out, const T &) except +
    Out remove_copy[Policy, In, Out, T](Policy &&, In, In, Out, const T &) except +
    Out remove_copy_if[In, Out, Pred](In, In, Out, Pred) except +
    Out remove_copy_if[Policy, In, Out, Pred](Policy &&, In, In, Out, Pred) except +
    It remove_if[It, Pred](It, It, Pred) except +, remove_if[Policy, It, Pred](Policy &&, It, It, Pred) except +
    void replace[It, T](It, It, const T &, const T &) except +
    void replace[Policy, It, T](Policy &&, It, It, const T &, const T &) except +
    Out replace_copy[In, Out, T](In, In, Out, const T &, const T &) except +
    Out replace_copy[Policy, In, Out, T](Policy &&, In, In, Out, const T &, const T &) except +
    Out replace_copy_if[In, Out, Pred, T](In, In, Out, Pred, const T &) except +
    Out replace_copy_if[Policy, In, Out, Pred, T](Policy &&, In, In, Out, Pred, const T &) except +
    void replace_if[It, Pred, T](It, It, Pred, const T &) except +
    void replace_if[Policy, It, Pred, T](Policy &&, It, It, Pred, const T &) except +, reverse[It](It, It) except +
    void reverse[Policy, It](Policy &&, It, It) except +
    Out reverse_copy[In, Out](In, In, Out) except +, reverse_copy[Policy, In, Out](Policy &&, In, In, Out) except +
    It rotate[It](It, It, It) except +, rotate[Policy, It](Policy &&, It, It, It) except +
    Out rotate_copy[In, Out](In, In, In, Out) except +
    Out rotate_copy[Policy, In, Out](Policy &&, In, In, In, Out) except +
    Out sample[In, Out, Distance, URBG](In, In, Out, Distance, URBG &&) except +
    void shuffle[It, Gen](It, It, Gen &&) except +, swap[T](T &, T &) except +
    It2 swap_ranges[It1, It2](It1, It1, It2) except +
    Out transform[In, Out, Fn](In, In, Out, Fn) except +
    Out transform[In1, In2, Out, Op](In1, In1, In2, Out, Op) except +
    Out transform[Policy, In1, In2, Out, Op](Policy &&, In1, In1, In2, Out, Op) except +
    It unique[It](It, It) except +, unique[Policy, It](Policy &&, It, It) except +
    It unique[It, Eq](It, It, Eq) except +, unique[Policy, It, Eq](Policy &&, It, It, Eq) except +
    Out unique_copy[In, Out](In, In, Out) except +, unique_copy[Policy, In, Out](Policy &&, In, In, Out) except +
    Out unique_copy[In, Out, Eq](In, In, Out, Eq) except +
    Out unique_copy[Policy, In, Out, Eq](Policy &&, In, In, Out, Eq) except +

    # Partitions ([alg.partitions]).
    bool is_partitioned[It, Pred](It, It, Pred) except +
    bool is_partitioned[Policy, It, Pred](Policy &&, It, It, Pred) except +
    It partition[It, Pred](It, It, Pred) except +, partition[Policy, It, Pred](Policy &&, It, It, Pred) except +
    pair[Out1, Out2] partition_copy[In, Out1, Out2, Pred](In, In, Out1, Out2, Pred) except +
    pair[Out1, Out2] partition_copy[Policy, In, Out1, Out2, Pred](Policy &&, In, In, Out1, Out2, Pred) except +
    It partition_point[It, Pred](It, It, Pred) except +
    It partition_point[Policy, It, Pred](Policy &&, It, It, Pred) except +
    It stable_partition[It, Pred](It, It, Pred) except +
    It stable_partition[Policy, It, Pred](Policy &&, It, It, Pred) except +

    # Sorting ([alg.sort]).
    bool is_sorted[It](It, It) except +, is_sorted[Policy, It](Policy &&, It, It) except +
    bool is_sorted[It, Less](It, It, Less) except +, is_sorted[Policy, It, Less](Policy &&, It, It, Less) except +
    It is_sorted_until[It](It, It) except +, is_sorted_until[Policy, It](Policy &&, It, It) except +
    It is_sorted_until[It, Less](It, It, Less) except +
    It is_sorted_until[Policy, It, Less](Policy &&, It, It, Less) except +
    void nth_element[It](It, It, It) except +, nth_element[Policy, It](Policy &&, It, It, It) except +
    void nth_element[It, Less](It, It, It, Less) except +
    void nth_element[Policy, It, Less](Policy &&, It, It, It, Less) except +, partial_sort[It](It, It, It) except +
    void partial_sort[Policy, It](Policy &&, It, It, It) except +, partial_sort[It, Less](It, It, It, Less) except +
    void partial_sort[Policy, It, Less](Policy &&, It, It, It, Less) except +
    Out partial_sort_copy[In, Out](In, In, Out, Out) except +
    Out partial_sort_copy[Policy, In, Out](Policy &&, In, In, Out, Out) except +
    Out partial_sort_copy[In, Out, Less](In, In, Out, Out, Less) except +
    Out partial_sort_copy[Policy, In, Out, Less](Policy &&, In, In, Out, Out, Less) except +
    void sort[It](It, It) except +, sort[Policy, It](Policy &&, It, It) except +
    void sort[It, Less](It, It, Less) except +, sort[Policy, It, Less](Policy &&, It, It, Less) except +
    void stable_sort[It](It, It) except +, stable_sort[Policy, It](Policy &&, It, It) except +
    void stable_sort[It, Less](It, It, Less) except +
    void stable_sort[Policy, It, Less](Policy &&, It, It, Less) except +

    # Binary search ([alg.binary.search]).
    bool binary_search[It, T](It, It, const T &) except +
    bool binary_search[Policy, It, T](Policy &&, It, It, const T &) except +
    bool binary_search[It, T, Less](It, It, const T &, Less) except +
    bool binary_search[Policy, It, T, Less](Policy &&, It, It, const T &, Less) except +
    pair[It, It] equal_range[It, T](It, It, const T &) except +
    pair[It, It] equal_range[It, T, Less](It, It, const T &, Less) except +
    It lower_bound[It, T](It, It, const T &) except +
    It lower_bound[Policy, It, T](Policy &&, It, It, const T &) except +
    It lower_bound[It, T, Less](It, It, const T &, Less) except +
    It lower_bound[Policy, It, T, Less](Policy &&, It, It, const T &, Less) except +
    It upper_bound[It, T](It, It, const T &) except +
    It upper_bound[Policy, It, T](Policy &&, It, It, const T &) except +
    It upper_bound[It, T, Less](It, It, const T &, Less) except +
    It upper_bound[Policy, It, T, Less](Policy &&, It, It, const T &, Less) except +

    # Merging and sets ([alg.merge], [alg.set.operations]).
    bool includes[In1, In2](In1, In1, In2, In2) except +
    bool includes[In1, In2, Less](In1, In1, In2, In2, Less) except +
    void inplace_merge[It](It, It, It) except +, inplace_merge[It, Less](It, It, It, Less) except +
    Out merge[In1, In2, Out](In1, In1, In2, In2, Out) except +
    Out merge[In1, In2, Out, Less](In1, In1, In2, In2, Out, Less) except +
    Out set_difference[In1, In2, Out](In1, In1, In2, In2, Out) except +
    Out set_difference[In1, In2, Out, Less](In1, In1, In2, In2, Out, Less) except +
    Out set_intersection[In1, In2, Out](In1, In1, In2, In2, Out) except +
    Out set_intersection[In1, In2, Out, Less](In1, In1, In2, In2, Out, Less) except +
    Out set_symmetric_difference[In1, In2, Out](In1, In1, In2, In2, Out) except +
    Out set_symmetric_difference[In1, In2, Out, Less](In1, In1, In2, In2, Out, Less) except +
    Out set_union[In1, In2, Out](In1, In1, In2, In2, Out) except +
    Out set_union[In1, In2, Out, Less](In1, In1, In2, In2, Out, Less) except +

    # Heaps ([alg.heap.operations]).
    void make_heap[It](It, It) except +, make_heap[It, Less](It, It, Less) except +, pop_heap[It](It, It) except +
    void pop_heap[It, Less](It, It, Less) except +, push_heap[It](It, It) except +
    void push_heap[It, Less](It, It, Less) except +, sort_heap[It](It, It) except +
    void sort_heap[It, Less](It, It, Less) except +

    # Extremes ([alg.min.max]).
    const T &clamp[T](const T &, const T &, const T &) except +
    const T &clamp[T, Less](const T &, const T &, const T &, Less) except +, &max[T](const T &, const T &) except +
    const T &max[T, Less](const T &, const T &, Less) except +
    It max_element[It](It, It) except +, max_element[Policy, It](Policy &&, It, It) except +
    It max_element[It, Less](It, It, Less) except +
    const T &min[T](const T &, const T &) except +, &min[T, Less](const T &, const T &, Less) except +
    It min_element[It](It, It) except +, min_element[Policy, It](Policy &&, It, It) except +
    It min_element[It, Less](It, It, Less) except +
    pair[T, T] minmax[T](const T &, const T &) except +, minmax[T, Less](const T &, const T &, Less) except +
    pair[It, It] minmax_element[It](It, It) except +, minmax_element[Policy, It](Policy &&, It, It) except +
    pair[It, It] minmax_element[It, Less](It, It, Less) except +

    # Orders and permutations ([alg.lex.comparison], [alg.permutation.generators]).
    bool lexicographical_compare[In1, In2](In1, In1, In2, In2) except +
    bool lexicographical_compare[In1, In2, Less](In1, In1, In2, In2, Less) except +
    bool next_permutation[It](It, It) except +, next_permutation[It, Less](It, It, Less) except +
    bool prev_permutation[It](It, It) except +, prev_permutation[It, Less](It, It, Less) except +
