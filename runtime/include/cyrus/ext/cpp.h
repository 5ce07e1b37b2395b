/* C++ exceptions as Python exceptions. Nothing here is for C. */
#pragma once
#include "cyrus/core/prelude.h"
#ifdef __cplusplus
#include <exception>
#include <ios>
#include <new>
#include <stdexcept>
#include <typeinfo>
#endif

#ifdef __cplusplus
/* To be called in a catch clause: sets the Python exception for the C++ one. If one is set already, it stays. */
CY_COLD static void cy_cpp_exception()
{
    try {
        if (PyErr_Occurred()) return;
        throw;
    } catch (const std::bad_alloc &e) {
        PyErr_SetString(PyExc_MemoryError, e.what());
    } catch (const std::bad_cast &e) {
        PyErr_SetString(PyExc_TypeError, e.what());
    } catch (const std::bad_typeid &e) {
        PyErr_SetString(PyExc_TypeError, e.what());
    } catch (const std::domain_error &e) {
        PyErr_SetString(PyExc_ValueError, e.what());
    } catch (const std::invalid_argument &e) {
        PyErr_SetString(PyExc_ValueError, e.what());
    } catch (const std::ios_base::failure &e) {
        PyErr_SetString(PyExc_IOError, e.what());
    } catch (const std::out_of_range &e) {
        PyErr_SetString(PyExc_IndexError, e.what());
    } catch (const std::overflow_error &e) {
        PyErr_SetString(PyExc_OverflowError, e.what());
    } catch (const std::range_error &e) {
        PyErr_SetString(PyExc_ArithmeticError, e.what());
    } catch (const std::underflow_error &e) {
        PyErr_SetString(PyExc_ArithmeticError, e.what());
    } catch (const std::exception &e) {
        PyErr_SetString(PyExc_RuntimeError, e.what());
    } catch (...) {
        PyErr_SetString(PyExc_RuntimeError, "Unknown exception");
    }
}
/* The same where the GIL may not be held. */
CY_COLD static void cy_cpp_exception_nogil()
{
    PyGILState_STATE g = PyGILState_Ensure();
    cy_cpp_exception();
    PyGILState_Release(g);
}
/* The exception of a declaration `except +Error`: the C++ text. In a catch clause. One that is set already gives way. */
CY_COLD static void cy_cpp_exception_as(PyObject *type)
{
    try {
        throw;
    } catch (const std::exception &e) {
        PyErr_SetString(type, e.what());
    } catch (...) {
        PyErr_SetNone(type);
    }
}
#endif
