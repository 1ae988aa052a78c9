// The templates of this room live in json.h, row.h and schema.h; this file makes sure each header stands alone.
#include "describe/json.h"
#include "describe/row.h"
