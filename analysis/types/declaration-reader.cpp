#include "types/declaration-reader.h"
