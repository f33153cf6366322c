// Typed views of nodes: what a rule sees.
#pragma once

#include "syntax/expression-views.h"
#include "syntax/function-views.h"
#include "syntax/jsx-views.h"
#include "syntax/module-views.h"
#include "syntax/statement-views.h"
#include "syntax/view.h"
