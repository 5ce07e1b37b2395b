# <string_view>: C++17, [string.view]. https://en.cppreference.com/w/cpp/header/string_view

from libcpp.string cimport string

cdef extern from "<string_view>" namespace "std" nogil:
    cdef cppclass string_view:
        # Characters that others own.
        ctypedef ptrdiff_t difference_type
        ctypedef const_iterator iterator
        ctypedef const_reverse_iterator reverse_iterator
        ctypedef size_t size_type
        ctypedef char value_type

        cppclass const_iterator:
            const_iterator()
            const_iterator(const const_iterator &)

            const_iterator &operator=(const_iterator &)

            const value_type &operator*()

            const_iterator operator+(size_type), operator++(), operator++(int), operator-(size_type), operator--()
            const_iterator operator--(int)
            difference_type operator-(const_iterator)

            bint operator!=(const_iterator), operator<(const_iterator), operator<=(const_iterator)
            bint operator==(const_iterator), operator>(const_iterator), operator>=(const_iterator)

        cppclass const_reverse_iterator:
            const_reverse_iterator()
            const_reverse_iterator(const const_reverse_iterator &)

            const_reverse_iterator &operator=(const_reverse_iterator &)

            const value_type &operator*()

            const_reverse_iterator operator+(size_type), operator++(), operator++(int), operator-(size_type)
            const_reverse_iterator operator--(), operator--(int)
            difference_type operator-(const_reverse_iterator)

            bint operator!=(const_reverse_iterator), operator<(const_reverse_iterator)
            bint operator<=(const_reverse_iterator), operator==(const_reverse_iterator)
            bint operator>(const_reverse_iterator), operator>=(const_reverse_iterator)

        string_view()
        string_view(const char *)
        string_view(const string &)
        string_view(string_view)
        string_view(const char *, size_t)

        string_view &operator=(string_view), &operator=(const string &)

        const_iterator begin(), cbegin(), cend(), end()
        const_reverse_iterator crbegin(), crend(), rbegin(), rend()

        const char &at(size_t) except +, &back(), *data(), &front(), &operator[](size_t)

        bint empty()
        size_t length(), max_size(), size()

        int compare(string_view), compare(const char *), compare(size_t, size_t, string_view)
        int compare(size_t, size_t, const char *), compare(size_t, size_t, const char *, size_t)
        int compare(size_t, size_t, string_view, size_t, size_t)
        bint contains(string_view), contains(char), contains(const char *), ends_with(string_view), ends_with(char)
        bint ends_with(const char *), starts_with(string_view), starts_with(char), starts_with(const char *)
        size_t copy(char *, size_t), copy(char *, size_t, size_t), find(string_view), find(char), find(const char *)
        size_t find(string_view, size_t), find(char, size_t), find(const char *, size_t)
        size_t find(const char *, size_t, size_t), find_first_not_of(string_view), find_first_not_of(char)
        size_t find_first_not_of(const char *), find_first_not_of(string_view, size_t)
        size_t find_first_not_of(char, size_t), find_first_not_of(const char *, size_t)
        size_t find_first_not_of(const char *, size_t, size_t), find_first_of(string_view), find_first_of(char)
        size_t find_first_of(const char *), find_first_of(string_view, size_t), find_first_of(char, size_t)
        size_t find_first_of(const char *, size_t), find_first_of(const char *, size_t, size_t)
        size_t find_last_not_of(string_view), find_last_not_of(char), find_last_not_of(const char *)
        size_t find_last_not_of(string_view, size_t), find_last_not_of(char, size_t)
        size_t find_last_not_of(const char *, size_t), find_last_not_of(const char *, size_t, size_t)
        size_t find_last_of(string_view), find_last_of(char), find_last_of(const char *)
        size_t find_last_of(string_view, size_t), find_last_of(char, size_t), find_last_of(const char *, size_t)
        size_t find_last_of(const char *, size_t, size_t), rfind(string_view), rfind(char), rfind(const char *)
        size_t rfind(string_view, size_t), rfind(char, size_t), rfind(const char *, size_t)
        size_t rfind(const char *, size_t, size_t)
        string_view substr(), substr(size_t) except +, substr(size_t, size_t) except +

        void remove_prefix(size_t), remove_suffix(size_t), swap(string_view &)

        bint operator!=(string_view), operator<(string_view), operator<=(string_view), operator==(string_view)
        bint operator>(string_view), operator>=(string_view)

    const size_t npos "std::string_view::npos"
