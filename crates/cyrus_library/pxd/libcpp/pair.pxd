# <pair>: https://en.cppreference.com/w/cpp/header/pair

from libcpp.utility cimport pair
