# <string>: [string.classes]. https://en.cppreference.com/w/cpp/header/string

from libc.string cimport const_char
from libcpp.string_view cimport string_view

cdef extern from "<string>" namespace "std" nogil:
    cdef cppclass string:
        # Characters, counted as `char`; `bytes` and `str` are copied in and out.
        ctypedef ptrdiff_t difference_type
        ctypedef size_t size_type
        ctypedef char value_type

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(const const_iterator &) except +
            const_iterator(iterator &) except +

            const_iterator &operator=(iterator &) except +

            const value_type &operator*()

            const_iterator operator+(size_type), operator++(), operator++(int), operator-(size_type), operator--()
            const_iterator operator--(int)
            difference_type operator-(const_iterator), operator-(iterator)

            bint operator!=(const_iterator), operator!=(iterator), operator<(const_iterator), operator<(iterator)
            bint operator<=(const_iterator), operator<=(iterator), operator==(const_iterator), operator==(iterator)
            bint operator>(const_iterator), operator>(iterator), operator>=(const_iterator), operator>=(iterator)

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            value_type &operator*()

            iterator operator+(size_type), operator++(), operator++(int), operator-(size_type), operator--()
            iterator operator--(int)
            difference_type operator-(const_iterator), operator-(iterator)

            bint operator!=(const_iterator), operator!=(iterator), operator<(const_iterator), operator<(iterator)
            bint operator<=(const_iterator), operator<=(iterator), operator==(const_iterator), operator==(iterator)
            bint operator>(const_iterator), operator>(iterator), operator>=(const_iterator), operator>=(iterator)

        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const_reverse_iterator(reverse_iterator &) except +

            const_reverse_iterator &operator=(reverse_iterator &) except +

            const value_type &operator*()

            const_reverse_iterator operator+(size_type), operator++(), operator++(int), operator-(size_type)
            const_reverse_iterator operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator), operator<(const_reverse_iterator)
            bint operator<(reverse_iterator), operator<=(const_reverse_iterator), operator<=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator), operator>(const_reverse_iterator)
            bint operator>(reverse_iterator), operator>=(const_reverse_iterator), operator>=(reverse_iterator)

        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(const reverse_iterator &) except +

            value_type &operator*()

            reverse_iterator operator+(size_type), operator++(), operator++(int), operator-(size_type), operator--()
            reverse_iterator operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator), operator<(const_reverse_iterator)
            bint operator<(reverse_iterator), operator<=(const_reverse_iterator), operator<=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator), operator>(const_reverse_iterator)
            bint operator>(reverse_iterator), operator>=(const_reverse_iterator), operator>=(reverse_iterator)

        string() except +
        string(const char *) except +
        string(const string &) except +
        string(const string_view &) except +
        string(const char *, size_t) except +
        string(const string &, size_t) except +
        string(size_t, char) except +
        string(const string &, size_t, size_t) except +

        iterator begin(), end()
        const_iterator const_begin "begin"(), cbegin(), cend(), const_end "end"()
        const_reverse_iterator crbegin(), crend(), const_rbegin "rbegin"(), const_rend "rend"()
        reverse_iterator rbegin(), rend()

        char &at(size_t) except +, &back(), &front(), &operator[](size_t)
        const char *c_str(), *data()

        size_t capacity(), length(), max_size(), size()
        bint empty()
        void reserve(size_t) except +, resize(size_t) except +, resize(size_t, char) except +
        void shrink_to_fit() except +

        int compare(const string &), compare(const char *) except +
        int compare(size_t, size_t, const string &) except +, compare(size_t, size_t, const char *) except +
        int compare(size_t, size_t, const char *, size_t) except +
        int compare(size_t, size_t, const string &, size_t, size_t) except +
        bint contains(char) except +, contains(const char *), ends_with(char) except +, ends_with(const char *)
        bint starts_with(char) except +, starts_with(const char *)
        size_t copy(char *, size_t) except +, copy(char *, size_t, size_t) except +, find(const string &)
        size_t find(char), find(const char *), find(const string &, size_t), find(char, size_t)
        size_t find(const char *, size_t), find(const char *, size_t, size_t), find_first_not_of(const string &)
        size_t find_first_not_of(char), find_first_not_of(const char *), find_first_not_of(const string &, size_t)
        size_t find_first_not_of(char, size_t), find_first_not_of(const char *, size_t)
        size_t find_first_not_of(const char *, size_t, size_t), find_first_of(const string &), find_first_of(char)
        size_t find_first_of(const char *), find_first_of(const string &, size_t), find_first_of(char, size_t)
        size_t find_first_of(const char *, size_t), find_first_of(const char *, size_t, size_t)
        size_t find_last_not_of(const string &), find_last_not_of(char), find_last_not_of(const char *)
        size_t find_last_not_of(const string &, size_t), find_last_not_of(char, size_t)
        size_t find_last_not_of(const char *, size_t), find_last_not_of(const char *, size_t, size_t)
        size_t find_last_of(const string &), find_last_of(char), find_last_of(const char *)
        size_t find_last_of(const string &, size_t), find_last_of(char, size_t), find_last_of(const char *, size_t)
        size_t find_last_of(const char *, size_t, size_t), rfind(const string &), rfind(char), rfind(const char *)
        size_t rfind(const string &, size_t), rfind(char, size_t), rfind(const char *, size_t)
        size_t rfind(const char *, size_t, size_t)
        string substr(), substr(size_t) except +, substr(size_t, size_t) except +

        string &append(const string &) except +, &append(const char *) except +
        string &append[InputIt](InputIt, InputIt) except +, &append(const char *, size_t) except +
        string &append(size_t, char) except +, &append(const string &, size_t, size_t) except +
        string &assign(const string &) except +, &assign(const char *) except +
        string &assign[InputIt](InputIt, InputIt) except +, &assign(const char *, size_t) except +
        string &assign(size_t, char) except +, &assign(const string &, size_t, size_t) except +, &erase() except +
        string &erase(size_t) except +, &erase(size_t, size_t) except +, &insert(size_t, const string &) except +
        string &insert(size_t, const char *) except +, &insert(size_t, const char *, size_t) except +
        string &insert(size_t, size_t, char) except +, &insert(size_t, const string &, size_t, size_t) except +
        string &replace(iterator, iterator, const string &) except +
        string &replace(size_t, size_t, const string &) except +
        string &replace(iterator, iterator, const char *) except +, &replace(size_t, size_t, const char *) except +
        string &replace(iterator, iterator, const char *, size_t) except +
        string &replace(iterator, iterator, iterator, iterator) except +
        string &replace(iterator, iterator, size_t, char) except +
        string &replace(size_t, size_t, const char *, size_t) except +
        string &replace(size_t, size_t, size_t, char) except +
        string &replace(size_t, size_t, const string &, size_t, size_t) except +
        void clear(), pop_back(), push_back(char) except +, swap(string &)
        iterator erase(const_iterator) except +, erase(iterator) except +
        iterator erase(const_iterator, const_iterator) except +, erase(iterator, iterator) except +
        iterator insert(iterator, char) except +, insert(iterator, iterator, iterator) except +
        iterator insert(iterator, size_t, char) except +

        string operator+(const string &) except +, operator+(const char *) except +

        bint operator!=(const string &), operator!=(const char *), operator<(const string &)
        bint operator<(const char *), operator<=(const string &), operator<=(const char *)
        bint operator==(const string &), operator==(const char *), operator>(const string &)
        bint operator>(const char *), operator>=(const string &), operator>=(const char *)

    const size_t npos "std::string::npos"

    # Numbers from text.
    double stod(const string &) except +, stod(const string &, size_t *) except +
    float stof(const string &) except +, stof(const string &, size_t *) except +
    int stoi(const string &) except +, stoi(const string &, size_t *) except +
    int stoi(const string &, size_t *, int) except +
    long stol(const string &) except +, stol(const string &, size_t *) except +
    long stol(const string &, size_t *, int) except +
    long double stold(const string &) except +, stold(const string &, size_t *) except +
    long long stoll(const string &) except +, stoll(const string &, size_t *) except +
    long long stoll(const string &, size_t *, int) except +
    unsigned long stoul(const string &) except +, stoul(const string &, size_t *) except +
    unsigned long stoul(const string &, size_t *, int) except +
    unsigned long long stoull(const string &) except +, stoull(const string &, size_t *) except +
    unsigned long long stoull(const string &, size_t *, int) except +

    # Text from numbers.
    string to_string(double) except +, to_string(float) except +, to_string(int) except +
    string to_string(long double) except +, to_string(long) except +, to_string(long long) except +
    string to_string(ssize_t) except +, to_string(unsigned int) except +, to_string(unsigned long) except +
    string to_string(unsigned long long) except +, to_string(size_t) except +
